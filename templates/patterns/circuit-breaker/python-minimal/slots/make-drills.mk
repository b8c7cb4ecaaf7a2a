
drill-kill-dependency: ## stop payments and watch the breaker
	python3 -m tools.break_payments kill

drill-hang-dependency: ## make payments never answer
	python3 -m tools.break_payments hang

drill-fail-dependency: ## make payments answer 500
	python3 -m tools.break_payments fail
