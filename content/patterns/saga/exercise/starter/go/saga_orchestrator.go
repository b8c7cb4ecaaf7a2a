// {{contract}}

package saga

import "errors"

var ErrStepRefused = errors.New("the step was refused")

// SagaOrchestratorOptions says how an orchestrator is made. A number that is zero takes its default.
type SagaOrchestratorOptions struct {
	StepAttempts         int
	CompensationAttempts int
	Act                  func(step, saga string) error
	Compensate           func(step, saga string) error
	Record               func(saga, entry string) error
}

type SagaOrchestrator struct {
	options SagaOrchestratorOptions
}

func NewSagaOrchestrator(options SagaOrchestratorOptions) *SagaOrchestrator {
	// TODO: give the numbers their defaults.
	return &SagaOrchestrator{options: options}
}

// Run calls the steps in order, or goes back; it tells "completed", "compensated" or "stuck".
func (o *SagaOrchestrator) Run(saga string, steps []string) (string, error) {
	panic("Run is yours to write")
}

// Resume finds out from the log how far the saga has come, and goes on from there.
func (o *SagaOrchestrator) Resume(saga string, steps []string, log []string) (string, error) {
	panic("Resume is yours to write")
}
