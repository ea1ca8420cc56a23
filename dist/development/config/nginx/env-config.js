window.xtrading = {
  environment: "development",
  api: "https://api.development.xtrading.com",
};
