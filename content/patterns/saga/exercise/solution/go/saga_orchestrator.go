// Package saga holds an orchestrator of sagas. All that it knows of a saga is in the log, so that any
// other can go on.
package saga

import (
	"errors"
	"strings"
)

// ErrStepRefused says that the step was refused and has not happened.
var ErrStepRefused = errors.New("the step was refused")

// SagaOrchestratorOptions says how an orchestrator is made. A number that is zero takes its default.
type SagaOrchestratorOptions struct {
	StepAttempts         int
	CompensationAttempts int
	Act                  func(step, saga string) error
	Compensate           func(step, saga string) error
	Record               func(saga, entry string) error
}

// SagaOrchestrator keeps nothing from call to call, so that several goroutines may run sagas at once.
type SagaOrchestrator struct {
	stepAttempts         int
	compensationAttempts int
	act                  func(step, saga string) error
	compensate           func(step, saga string) error
	record               func(saga, entry string) error
}

// NewSagaOrchestrator returns an orchestrator that calls the functions of the options.
func NewSagaOrchestrator(options SagaOrchestratorOptions) *SagaOrchestrator {
	if options.StepAttempts == 0 {
		options.StepAttempts = 3
	}
	if options.CompensationAttempts == 0 {
		options.CompensationAttempts = 5
	}
	return &SagaOrchestrator{
		stepAttempts:         options.StepAttempts,
		compensationAttempts: options.CompensationAttempts,
		act:                  options.Act,
		compensate:           options.Compensate,
		record:               options.Record,
	}
}

// Run runs a new saga and tells how it ended: completed, compensated or stuck.
func (o *SagaOrchestrator) Run(saga string, steps []string) (string, error) {
	return o.Resume(saga, steps, nil)
}

// Resume goes on with a saga where its log ends.
func (o *SagaOrchestrator) Resume(saga string, steps []string, log []string) (string, error) {
	p := progressOf(log)
	if p.why == "" {
		if err := o.forward(saga, steps, p); err != nil {
			return "", err
		}
	}
	if p.why == "" {
		return "completed", nil
	}
	return o.back(saga, p)
}

func (o *SagaOrchestrator) forward(saga string, steps []string, p *progress) error {
	already := p.doneSteps()
	for _, step := range steps {
		if already[step] {
			continue
		}
		inDoubt := p.begun && p.inDoubt == step
		if !inDoubt {
			if err := o.record(saga, "doing "+step); err != nil {
				return err
			}
		}
		outcome := o.attempt(saga, step, inDoubt)
		if err := o.record(saga, outcome+" "+step); err != nil {
			return err
		}
		if outcome != "done" {
			p.givenUp, p.why = step, outcome
			return nil
		}
		p.done = append(p.done, step)
	}
	return nil
}

// attempt returns the word for what came of a step: done, refused or unknown.
func (o *SagaOrchestrator) attempt(saga, step string, mayHaveHappened bool) string {
	for i := 0; i < o.stepAttempts; i++ {
		err := o.act(step, saga)
		if err == nil {
			return "done"
		}
		if errors.Is(err, ErrStepRefused) {
			if mayHaveHappened {
				return "unknown"
			}
			return "refused"
		}
		mayHaveHappened = true
	}
	return "unknown"
}

func (o *SagaOrchestrator) back(saga string, p *progress) (string, error) {
	for _, step := range p.toUndo() {
		if !o.undo(saga, step) {
			return "stuck", o.record(saga, "stuck "+step)
		}
		if err := o.record(saga, "undone "+step); err != nil {
			return "", err
		}
	}
	return "compensated", nil
}

func (o *SagaOrchestrator) undo(saga, step string) bool {
	for i := 0; i < o.compensationAttempts; i++ {
		if o.compensate(step, saga) == nil {
			return true
		}
	}
	return false
}

// progress is how a saga stands, as its log has it.
type progress struct {
	done    []string
	begun   bool
	inDoubt string
	givenUp string
	why     string
	undone  map[string]bool
}

func progressOf(log []string) *progress {
	p := &progress{undone: map[string]bool{}}
	for _, entry := range log {
		word, step, _ := strings.Cut(entry, " ")
		switch word {
		case "doing":
			p.begun, p.inDoubt = true, step
		case "done":
			p.done = append(p.done, step)
			p.begun = false
		case "refused", "unknown":
			p.givenUp, p.why = step, word
		case "undone":
			p.undone[step] = true
		}
	}
	return p
}

func (p *progress) doneSteps() map[string]bool {
	steps := map[string]bool{}
	for _, one := range p.done {
		steps[one] = true
	}
	return steps
}

// toUndo returns the steps that are left to compensate, in the order in which to do so.
func (p *progress) toUndo() []string {
	began := p.done
	if p.why == "unknown" {
		began = append(began, p.givenUp)
	}
	var left []string
	for i := len(began) - 1; i >= 0; i-- {
		if !p.undone[began[i]] {
			left = append(left, began[i])
		}
	}
	return left
}
