/** Namespaces, secrets, certificates, rights, scanners. */
package com.xtrading.platform.security;
