from tests.new_schema import SERVER, new_schema
