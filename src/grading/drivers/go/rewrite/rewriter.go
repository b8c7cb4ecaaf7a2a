package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"sort"
	"strconv"
	"strings"
)

const (
	turns = "compendiumTurns"
	yield = turns + ".Yield()"
	place = "compendiumPlace"
)

// imports are packages that wait or change what is shared, and those that stand for them.
var imports = map[string]string{
	"sync":        "compendium/driver/sync",
	"sync/atomic": "compendium/driver/atomic",
}

type edit struct {
	from, to int
	text     string
}

type rewriter struct {
	file    *token.File
	text    []byte
	edits   []edit
	isWhole bool
	// listed are statements of a block, which may become more than one.
	listed map[ast.Stmt]bool
}

func rewritten(name string, text []byte, isWhole bool) ([]byte, error) {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, name, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	r := &rewriter{file: files.File(parsed.Pos()), text: text, isWhole: isWhole, listed: map[ast.Stmt]bool{}}
	r.insert(parsed.Name.End(), "; import "+turns+" \"compendium/driver/turns\"")
	for _, one := range parsed.Imports {
		r.redirect(one)
	}
	ast.Walk(&visitor{rewriter: r}, parsed)
	return []byte(r.apply() + "\nvar _ = " + turns + ".Yield\n"), nil
}

func (r *rewriter) redirect(one *ast.ImportSpec) {
	path, err := strconv.Unquote(one.Path.Value)
	if stand := imports[path]; err == nil && stand != "" {
		r.replace(one.Path.Pos(), one.Path.End(), strconv.Quote(stand))
	}
}

func (r *rewriter) insert(at token.Pos, text string) {
	r.replace(at, at, text)
}

func (r *rewriter) replace(from, to token.Pos, text string) {
	r.edits = append(r.edits, edit{r.file.Offset(from), r.file.Offset(to), text})
}

// apply makes the edits, those at one place in the order in which they were asked for.
func (r *rewriter) apply() string {
	sort.SliceStable(r.edits, func(a, b int) bool { return r.edits[a].from < r.edits[b].from })
	var made strings.Builder
	last := 0
	for _, one := range r.edits {
		made.Write(r.text[last:one.from])
		made.WriteString(one.text)
		last = one.to
	}
	made.Write(r.text[last:])
	return made.String()
}

// source is the text of the node; false where it is on more than one line.
func (r *rewriter) source(node ast.Node) (string, bool) {
	text := string(r.text[r.file.Offset(node.Pos()):r.file.Offset(node.End())])
	return text, !strings.ContainsAny(text, "\n")
}
