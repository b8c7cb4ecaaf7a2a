from service.patterns.cqrs.model import read_model
from service.patterns.cqrs.projection import Projection
