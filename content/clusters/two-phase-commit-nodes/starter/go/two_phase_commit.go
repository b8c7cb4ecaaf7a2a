// Transactions that all participants commit, or all abort.
package main

type TwoPhaseCommit struct {
	Node
	states map[string]string
}

func (t *TwoPhaseCommit) OnStart() {
	t.states = map[string]string{}
}

func (t *TwoPhaseCommit) OnTransact(m Message) {
	// Decided here, and no participant is told.
	decision := "commit"
	for _, vote := range m.Body["votes"].(map[string]any) {
		if vote == false {
			decision = "abort"
		}
	}
	t.Reply(m, Body{"type": "transact_ok", "decision": decision})
}

func (t *TwoPhaseCommit) OnRead(m Message) {
	t.Reply(m, Body{"type": "read_ok", "states": t.states})
}

func main() { Run(func() *TwoPhaseCommit { return &TwoPhaseCommit{} }) }
