/** What our own images run as. */
package com.xtrading.platform.services;
