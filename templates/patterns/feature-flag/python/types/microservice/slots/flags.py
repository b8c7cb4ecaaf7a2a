THANK_CUSTOMERS = "thank-customers", False
