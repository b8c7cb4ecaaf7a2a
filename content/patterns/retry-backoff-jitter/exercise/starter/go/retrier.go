// {{contract}}

package retrier

import "errors"

// ErrPermanent is returned by an operation when trying again is of no use.
var ErrPermanent = errors.New("trying again is of no use")

// RetrierOptions are the limits of a retrier. A field that is zero takes its default.
type RetrierOptions struct {
	MaxAttempts int
	BaseMs      int64
	CapMs       int64
	BudgetMs    int64
	Clock       func() int64
	Random      func() float64
	Sleep       func(ms int64)
}

type Retrier struct {
	options RetrierOptions
}

func NewRetrier(options RetrierOptions) *Retrier {
	// TODO: keep the options, with their defaults.
	return &Retrier{options: options}
}

// Call runs the operation, and again when it fails, and returns what its last run returned.
func (r *Retrier) Call(operation func() (any, error)) (any, error) {
	panic("Call is yours to write")
}
