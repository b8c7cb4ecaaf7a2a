from service.patterns.feature_flags.feature_flags import FeatureFlags
from service.patterns.feature_flags.guard_writes import GuardWrites
