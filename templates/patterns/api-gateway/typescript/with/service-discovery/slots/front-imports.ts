import { discover } from '../patterns/service-discovery/discover.ts'
import { openRegistry } from '../patterns/service-discovery/registry.ts'
