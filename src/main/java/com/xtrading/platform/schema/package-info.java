/**
 * The strict check against OpenAPI and CustomResourceDefinitions behind {@code check --schemas}.
 */
package com.xtrading.platform.schema;
