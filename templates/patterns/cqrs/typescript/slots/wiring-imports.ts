import { readModel } from './patterns/cqrs/model.ts'
import { createProjection } from './patterns/cqrs/projection.ts'
