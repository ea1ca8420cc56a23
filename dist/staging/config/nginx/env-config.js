window.xtrading = {
  environment: "staging",
  api: "https://api.staging.xtrading.com",
};
