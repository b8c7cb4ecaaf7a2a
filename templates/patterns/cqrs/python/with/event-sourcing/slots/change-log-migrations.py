"projection": create_projection,
