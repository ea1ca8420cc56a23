/** Values that know their form: sizes, ports, names, addresses. */
package com.xtrading.platform.model;
