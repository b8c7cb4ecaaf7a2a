"/replica/",
