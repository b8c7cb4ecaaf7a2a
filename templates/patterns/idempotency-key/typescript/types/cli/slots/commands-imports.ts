import { resumeCommand } from './patterns/resume-command.ts'
