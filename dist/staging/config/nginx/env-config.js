// Generated from environments/staging.yaml and the Java sources. Do not edit; run: mvn compile exec:java
window.xtrading = {
  environment: "staging",
  api: "https://api.staging.xtrading.com",
};
