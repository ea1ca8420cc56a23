/** What pods are told about exists, and they may connect to it. */
package com.xtrading.platform.policy.rules.addresses;
