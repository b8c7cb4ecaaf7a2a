import os from 'node:os'
import { createUpkeep } from './patterns/leader-election/upkeep.ts'
