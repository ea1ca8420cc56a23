/**
 * How objects are read: pod templates, selectors, quantities, references, and all that will be
 * there.
 */
package com.xtrading.platform.objects;
