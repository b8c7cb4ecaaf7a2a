'thank-customers': false,
