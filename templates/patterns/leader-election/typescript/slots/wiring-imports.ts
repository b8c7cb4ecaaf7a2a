import { createLeader } from './patterns/leader-election/leader.ts'
