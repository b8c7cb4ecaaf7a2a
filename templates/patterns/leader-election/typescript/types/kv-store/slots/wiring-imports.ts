import { openControl } from './patterns/leader-election/open-control.ts'
import { dutyRoutes } from './patterns/leader-election/duty-routes.ts'
