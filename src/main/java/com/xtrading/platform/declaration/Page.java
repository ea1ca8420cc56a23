package com.xtrading.platform.declaration;

import com.xtrading.platform.environment.People;
import com.xtrading.platform.model.HttpsUrl;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user interface that people open in a browser, after they have signed in.
 *
 * @param url where it is
 * @param groups who may enter, as tokens of the OpenID provider name them
 * @param clients by which the provider knows what asks it about people: the proxy before the page
 *     first, and then the page itself where it asks too
 * @param secret what the proxy keeps secret
 */
public record Page(
    HttpsUrl url, SortedMap<People.Kind, String> groups, List<String> clients, SecretNeed secret) {

  public Page {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    clients = List.copyOf(clients);
  }
}
