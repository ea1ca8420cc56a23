/** What was declared, as values. */
package com.xtrading.platform.declaration;
