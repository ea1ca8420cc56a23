/** Texts in CEL about single objects, evaluated here as the API server does. */
package com.xtrading.platform.admission;
