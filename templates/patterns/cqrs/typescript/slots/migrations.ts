// compendium:slot change-log-migrations default
'change-log': createChangeLog,
projections: createProjections,
// compendium:end
