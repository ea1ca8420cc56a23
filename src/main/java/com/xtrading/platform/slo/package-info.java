/** What follows from an objective: what is recorded, when somebody is told, and what proves it. */
package com.xtrading.platform.slo;
