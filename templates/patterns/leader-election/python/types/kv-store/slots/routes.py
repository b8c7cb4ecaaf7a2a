duty_routes(app, control)
