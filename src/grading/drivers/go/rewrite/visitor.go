package main

import (
	"go/ast"
	"go/token"
	"strings"
)

// A visitor knows the functions around what it visits.
type visitor struct {
	rewriter *rewriter
	// inner is the innermost function.
	inner ast.Node
}

func (v *visitor) Visit(node ast.Node) ast.Visitor {
	r := v.rewriter
	switch one := node.(type) {
	case *ast.FuncDecl, *ast.FuncLit:
		return &visitor{r, one}
	case *ast.BlockStmt:
		r.yieldBefore(one.List)
	case *ast.CaseClause:
		r.yieldBefore(one.Body)
	case *ast.CommClause:
		r.yieldBefore(one.Body)
		// What it receives goes where it stands.
		for _, statement := range one.Body {
			ast.Walk(v, statement)
		}
		return nil
	case *ast.ForStmt:
		r.yieldWithin(one.Body)
	case *ast.RangeStmt:
		r.yieldWithin(one.Body)
	case *ast.IncDecStmt:
		v.splitStep(one)
	case *ast.AssignStmt:
		v.splitAssignment(one)
	}
	return v
}

func (r *rewriter) yieldBefore(list []ast.Stmt) {
	for _, one := range list {
		switch one.(type) {
		case *ast.EmptyStmt, *ast.CaseClause, *ast.CommClause:
		default:
			r.insert(one.Pos(), yield+"; ")
			r.listed[one] = true
		}
	}
}

// yieldWithin lets a loop yield that does nothing but wait.
func (r *rewriter) yieldWithin(body *ast.BlockStmt) {
	if len(body.List) == 0 {
		r.insert(body.Lbrace+1, " "+yield+" ")
	}
}

// splitStep makes `n++` into `n = later(n + 1)`.
func (v *visitor) splitStep(one *ast.IncDecStmt) {
	r := v.rewriter
	operator := one.Tok.String()[:1]
	if target, ok := v.target(one.X, one); ok {
		r.replace(one.TokPos, one.TokPos+2, " = "+as(target)+target+" "+operator+" 1)"+r.closing(one.X))
	}
}

// splitAssignment yields between what is read and what is written.
func (v *visitor) splitAssignment(one *ast.AssignStmt) {
	r := v.rewriter
	if one.Tok == token.DEFINE || len(one.Lhs) != len(one.Rhs) {
		return
	}
	if one.Tok != token.ASSIGN {
		if target, ok := v.target(one.Lhs[0], one); ok {
			operator := strings.TrimSuffix(one.Tok.String(), "=")
			r.replace(one.TokPos, one.TokPos+token.Pos(len(operator)+1), "= "+as(target)+target+" "+operator+" (")
			r.insert(one.Rhs[0].End(), "))"+r.closing(one.Lhs[0]))
		}
		return
	}
	// A call in one of several would come before what another reads.
	if len(one.Lhs) > 1 && (anyOf(one.Rhs, isCall) || anyOf(one.Lhs, isCall)) {
		return
	}
	for index, left := range one.Lhs {
		right := one.Rhs[index]
		if !anyOf([]ast.Expr{right}, isRead) {
			continue
		}
		if target, ok := v.target(left, one); ok {
			r.insert(right.Pos(), as(target))
			r.insert(right.End(), ")"+r.closing(left))
		}
	}
}

func as(target string) string {
	return turns + ".As(" + target + ")("
}

// target is the text of what others may see, and which can be written twice without doing anything twice.
// Of `find(key).count` a pointer is taken first, in a block of the statement's own.
func (v *visitor) target(left ast.Expr, statement ast.Stmt) (string, bool) {
	r := v.rewriter
	if name, isName := left.(*ast.Ident); isName && (name.Name == "_" || v.isLocal(name)) {
		return "", false
	}
	if r.isWhole {
		return "", false
	}
	if isPlain(left) {
		return r.source(left)
	}
	assigned, isAssignment := statement.(*ast.AssignStmt)
	if _, isField := left.(*ast.SelectorExpr); !isField || !r.listed[statement] || isAssignment && len(assigned.Lhs) > 1 {
		return "", false
	}
	r.insert(left.Pos(), "{ "+place+" := &(")
	r.insert(left.End(), "); *"+place+" ")
	return "*" + place, true
}

// closing ends the block that target began.
func (r *rewriter) closing(left ast.Expr) string {
	if isPlain(left) {
		return ""
	}
	return " }"
}

// isLocal tells that the name is of the innermost function's.
func (v *visitor) isLocal(name *ast.Ident) bool {
	if name.Obj == nil || v.inner == nil {
		return false
	}
	at := name.Obj.Pos()
	return at >= v.inner.Pos() && at < v.inner.End()
}

// isPlain tells that the expression does nothing.
func isPlain(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.ParenExpr:
		return isPlain(e.X)
	case *ast.SelectorExpr:
		return isPlain(e.X)
	case *ast.StarExpr:
		return isPlain(e.X)
	case *ast.IndexExpr:
		return isPlain(e.X) && isPlain(e.Index)
	case *ast.BinaryExpr:
		return isPlain(e.X) && isPlain(e.Y)
	case *ast.UnaryExpr:
		return e.Op != token.ARROW && isPlain(e.X)
	case *ast.CallExpr:
		name, isName := e.Fun.(*ast.Ident)
		return isName && name.Obj == nil && harmless[name.Name] && len(e.Args) == 1 && isPlain(e.Args[0])
	}
	return false
}

var harmless = map[string]bool{
	"len": true, "cap": true, "string": true, "byte": true, "rune": true, "float64": true, "float32": true,
	"int": true, "int8": true, "int16": true, "int32": true, "int64": true,
	"uint": true, "uint8": true, "uint16": true, "uint32": true, "uint64": true,
}

func anyOf(list []ast.Expr, is func(ast.Node) bool) bool {
	found := false
	for _, one := range list {
		ast.Inspect(one, func(node ast.Node) bool {
			found = found || is(node)
			return !found
		})
	}
	return found
}

func isCall(node ast.Node) bool {
	switch one := node.(type) {
	case *ast.CallExpr:
		return !isPlain(one)
	case *ast.UnaryExpr:
		return one.Op == token.ARROW
	}
	return false
}

// isRead tells that it may read what others write.
func isRead(node ast.Node) bool {
	switch one := node.(type) {
	case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr, *ast.SliceExpr, *ast.CallExpr:
		return true
	case *ast.UnaryExpr:
		return one.Op == token.ARROW
	case *ast.Ident:
		return one.Obj == nil || one.Obj.Kind == ast.Var
	}
	return false
}
