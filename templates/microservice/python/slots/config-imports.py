from pydantic import AnyHttpUrl
