/** The way in: gateway, routes, names, certificates, sign-on. */
package com.xtrading.platform.edge;
