import type { Place, Places } from './entries.ts'

const FILES = '<files>'

/** For PowerShell 5 and newer. File names are left to the shell: it completes them where nothing is offered. */
export function powershellScript(places: Places): string {
  return `# PowerShell completion for compendium, written by: compendium completion powershell
$script:CompendiumWords = New-Object 'System.Collections.Generic.Dictionary[string,object]'
${[...places].map(entryOf).join('\n')}

Register-ArgumentCompleter -Native -CommandName compendium -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $all = $script:CompendiumWords
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $path = ''; $flag = ''; $count = 0; $leading = $true
  foreach ($word in ($words | Select-Object -Skip 1)) {
    $longer = "$path $word".Trim()
    if ($flag -ne '') { $flag = '' }
    elseif ($word -eq '--') { return }
    elseif ($word.StartsWith('-')) {
      $leading = $false
      if ($all.ContainsKey("value:$($path):$word")) { $flag = $word }
    }
    elseif ($leading -and $all.ContainsKey("flags:$longer")) { $path = $longer }
    else { $leading = $false; $count++ }
  }
  $prefix = ''; $cur = "$wordToComplete"
  if ($flag -ne '') { $keys = @("value:$($path):$flag") }
  elseif ($cur.StartsWith('--') -and $cur.Contains('=')) {
    $at = $cur.IndexOf('=')
    $keys = @("value:$($path):$($cur.Substring(0, $at))")
    $prefix = $cur.Substring(0, $at + 1); $cur = $cur.Substring($at + 1)
  }
  elseif ($cur.StartsWith('-')) { $keys = @("flags:$path") }
  else {
    $keys = @()
    if ($leading) { $keys += "sub:$path" }
    if ($all.ContainsKey("arg:$($path):$count")) { $keys += "arg:$($path):$count" } else { $keys += "arg:$($path):more" }
  }
  foreach ($key in $keys) {
    if (-not $all.ContainsKey($key)) { continue }
    foreach ($pair in $all[$key]) {
      if ($pair[0] -eq '${FILES}' -or -not $pair[0].StartsWith($cur)) { continue }
      [System.Management.Automation.CompletionResult]::new($prefix + $pair[0], $pair[0], 'ParameterValue', $pair[1])
    }
  }
}
`
}

/** The comma makes a list of one stay a list. A tooltip must not be empty. */
function entryOf([key, place]: readonly [string, Place]): string {
  const pairs = pairsOf(place).map(([word, about]) => `,@(${quoted(word)}, ${quoted(about)})`)
  return `$script:CompendiumWords[${quoted(key)}] = @(${pairs.join('; ')})`
}

function pairsOf({ choices, files }: Place): (readonly [string, string])[] {
  const pairs = choices.map(({ word, about }) => [word, about.replace(/\s+/g, ' ') || word] as const)
  return [...pairs, ...(files ? [[FILES, FILES] as const] : [])]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
