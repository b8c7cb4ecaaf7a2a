# compendium:slot change-log-migrations-imports default
from service.database.tables.change_log import create_change_log
from service.database.tables.projection import create_projection
# compendium:end
