/** Rules about single objects, which the API server is given too. */
package com.xtrading.platform.policy.rules.admission;
