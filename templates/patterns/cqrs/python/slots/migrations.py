# compendium:slot change-log-migrations default
"change_log": create_change_log,
"projection": create_projection,
# compendium:end
