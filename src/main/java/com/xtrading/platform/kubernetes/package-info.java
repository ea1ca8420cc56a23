/** Factories over the API objects of cdk8s; the only home of builder pyramids. */
package com.xtrading.platform.kubernetes;
