import { healthCheckRoutes, healthChecks } from './patterns/health-check.ts'
