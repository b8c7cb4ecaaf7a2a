package driver

type request struct {
	Trace     bool
	Sequences []sequence
}

type sequence struct {
	StartMs     int64
	SystemClock string
	Subjects    int
	Options     map[string]any
	Each        []map[string]any
	Random      []float64
	// Given are the scripts of the functions that constructors are handed.
	Given map[string]any
	Ops   []operation
}

type operation struct {
	Op         string
	On         int
	Outcome    string
	DurationMs int64
	Value      string
	Raises     string
	ID         int
	Ms         int64
	Method     string
	Args       []any
	// After is the call in flight that the same caller waits for before it starts this one.
	After *int
	// Of is the call that was handed a function, or the name of one that the constructor got.
	Of   any
	Run  int
	Does map[string]any
	// As is the number under which the value is kept.
	As *int
	// Schedule says how Calls side by side are interleaved.
	Schedule uint32
	Calls    []sideCall
}

// A call among others at the same time: of a method with plain values and functions, or a guarded one.
type sideCall struct {
	Method string
	Args   []any
	// Outcome is that of a guarded call.
	Outcome string
	// Yields is how often its function lets others go on.
	Yields int
}

// isSideBySide tells whether calls are at the same time in it.
func (s *sequence) isSideBySide() bool {
	for index := range s.Ops {
		if s.Ops[index].Op == "together" {
			return true
		}
	}
	return false
}

// What no correct program does.
type odd struct {
	Ended     string `json:"ended"`
	Text      string `json:"text"`
	Entered   int32  `json:"entered"`
	Line      int    `json:"line,omitempty"`
	Call      int    `json:"call,omitempty"`
	Waiting   bool   `json:"waiting,omitempty"`
	Own       bool   `json:"own,omitempty"`
	Rejection bool   `json:"rejection,omitempty"`
}
