// Ids that no two requests share, made by each node alone.
package main

import "fmt"

type UniqueIDs struct {
	Node
	life  int
	count int
}

func (u *UniqueIDs) OnStart() {
	// A crash takes the counter. A new life counts from 0 again, so its number must be part of the id,
	// and it must be saved before the first id is given away.
	u.Load("life", &u.life)
	u.life++
	u.Save("life", u.life)
}

func (u *UniqueIDs) OnGenerate(m Message) {
	u.count++
	// No other node has this name, no other life this number: nobody has to be asked (Snowflake's idea).
	u.Reply(m, Body{"type": "generate_ok", "id": fmt.Sprintf("%s-%d-%d", u.ID, u.life, u.count)})
}

func main() { Run(func() *UniqueIDs { return &UniqueIDs{} }) }
