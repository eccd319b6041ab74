#!/usr/bin/env bash
# The inventory of cryptography that a build writes, in projects outside the tree and with nothing but the packages.
#   usage: inventory.sh PACKAGES
# PACKAGES: the directory of the packed packages. NUGET_PACKAGES says where they are unpacked.
set -euo pipefail
. "$(dirname "$0")/workspace.sh"

# project NAME PROPERTIES ITEMS: with the analyzers' package, a classical key, and settings.
project() {
  mkdir -p "$1"
  cat >"$1/$1.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>$2</PropertyGroup>
  <ItemGroup><PackageReference Include="QuantumAttributes.Analyzers" Version="0.1.0-*" PrivateAssets="all" />$3</ItemGroup>
</Project>
EOF
  cat >"$1/Legacy.cs" <<'EOF'
public static class Legacy
{
    public static object Key() => System.Security.Cryptography.RSA.Create(2048);
#pragma warning disable QA1001 // The gateway's key.
    public static object Gateway() => System.Security.Cryptography.RSA.Create(2048);
#pragma warning restore QA1001
}
EOF
  echo '{}' >"$1/appsettings.json"
}

# build PROJECT OPTION...: its output in log.
build() { dotnet build "$@" -c Release --nologo >"$WORK/log" 2>&1; }
builds() { build "$@" || { cat "$WORK/log"; fail "$1 does not build"; }; }
said() { grep -q "$1" "$WORK/log" || { cat "$WORK/log"; fail "this was not said: $1"; }; }
# counts COUNT TEXT FILE
counts() { [ "$(grep -c -- "$2" "$3")" -eq "$1" ] || { cat "$3"; fail "'$2' is not $1 times in $3"; }; }
there() { [ -e "$1" ] || fail "there is no $1"; }
gone() { [ ! -e "$1" ] || fail "there is $1"; }
# arguments PROJECT OPTION...: what the compiler is given where somebody types, in args.
arguments() {
  rm -rf "$1/obj/Release" # where the compiler has nothing to do it is given nothing
  dotnet msbuild "$1" -t:Compile -p:Configuration=Release -p:DesignTimeBuild=true -p:SkipCompilerExecution=true -p:ProvideCommandLineArgs=true \
    -getItem:CscCommandLineArgs "${@:2}" >"$WORK/items" || { cat "$WORK/items"; fail "the design-time build of $1 fails"; }
  grep '"Identity"' "$WORK/items" >"$WORK/args"
}

echo "== a build writes the log and the inventory, and the next one neither"
project 'my shop' '' ''
OBJ='my shop/obj/Release/net10.0'
BOM=$OBJ/cbom.cdx.json SARIF="$OBJ/my shop.sarif"
builds 'my shop'
there "$SARIF"
counts 1 '"specVersion": "1.6"' "$BOM"
counts 2 '"location": "Legacy.cs"' "$BOM"
counts 1 "suppressed: The gateway's key" "$BOM"
STAMPS=$(stat -c %y "$BOM" "$SARIF")
builds 'my shop' --no-restore
[ "$(stat -c %y "$BOM" "$SARIF")" = "$STAMPS" ] || fail 'a second build writes again'
cp "$BOM" first.json

echo "== what is deleted comes back, the same"
rm "$BOM"
builds 'my shop' --no-restore
cmp "$BOM" first.json
rm "$SARIF"
builds 'my shop' --no-restore
there "$SARIF"
cmp "$BOM" first.json

echo "== another version of CycloneDX"
builds 'my shop' --no-restore -p:QuantumCbomVersion=1.7
counts 1 '"specVersion": "1.7"' "$BOM"
builds 'my shop' --no-restore
cmp "$BOM" first.json
if build 'my shop' --no-restore -p:QuantumCbomVersion=1.5; then fail 'CycloneDX 1.5 was taken'; fi
said "error QA4003: QuantumCbomVersion is '1.5'"
gone "$BOM"
builds 'my shop' --no-restore
cmp "$BOM" first.json

echo "== analyzers that are off leave none, and those that are on again make it again"
for off in RunAnalyzers RunAnalyzersDuringBuild; do
  builds 'my shop' --no-restore -p:$off=false
  gone "$BOM"
  builds 'my shop' --no-restore
  cmp "$BOM" first.json
done
dotnet clean 'my shop' -c Release >log
builds 'my shop' --no-restore -p:RunAnalyzers=false
gone "$BOM"
builds 'my shop' --no-restore
cmp "$BOM" first.json

echo "== a rule that is off is named"
builds 'my shop' --no-incremental -p:NoWarn=QA1001
counts 1 '"quantumattributes:switchedOff"' "$BOM"
builds 'my shop' --no-incremental
cmp "$BOM" first.json

echo "== a log of the user's own"
builds 'my shop' --no-restore '-p:ErrorLog=own log.sarif%2cversion=2.1'
there 'my shop/own log.sarif'
gone "$SARIF"
cmp "$BOM" first.json
rm 'my shop/own log.sarif'
builds 'my shop' --no-restore '-p:ErrorLog=own log.sarif%3bVersion=2'
there 'my shop/own log.sarif'
cmp "$BOM" first.json
for version in '' '%2cversion=1'; do
  builds 'my shop' --no-restore "-p:ErrorLog=own log.sarif$version"
  said 'warning QA4004: No inventory of cryptography can be made'
  gone "$BOM"
done
builds 'my shop' --no-restore -p:RunAnalyzers=false '-p:ErrorLog=own log.sarif%2cversion=2.1'
gone "$BOM"
builds 'my shop' --no-restore '-p:ErrorLog=own log.sarif%2cversion=2.1'
cmp "$BOM" first.json
rm 'my shop/own log.sarif'

echo "== nobody wants one"
builds 'my shop' --no-restore -p:QuantumInventory=false
gone "$BOM"
gone "$SARIF"
arguments 'my shop'
if grep -q errorlog args; then fail 'a design-time build writes a log'; fi
gone "$BOM"
builds 'my shop' --no-restore
cmp "$BOM" first.json

echo "== findings that are errors"
printf '[*.cs]\ndotnet_diagnostic.QA1001.severity = error\n' >'my shop/.editorconfig'
rm "$BOM"
if build 'my shop' --no-restore -t:QuantumInventory; then fail 'an error was passed over'; fi
counts 2 '"additionalContext": "QA1001, error' "$BOM"
echo 'nonsense' >'my shop/Broken.cs'
if build 'my shop' --no-restore -t:QuantumInventory; then fail 'nonsense was compiled'; fi
gone "$BOM"
rm 'my shop/.editorconfig' 'my shop/Broken.cs'
builds 'my shop' --no-restore -t:QuantumInventory
cmp "$BOM" first.json

echo "== clean"
dotnet clean 'my shop' -c Release >log
gone "$BOM"
gone "$SARIF"
gone "$OBJ/my shop.cbom.cache"
gone "$OBJ/my shop.analysis.cache"

echo "== profiles, and the application's settings"
for profile in general federal cnsa2 CNSA2; do
  arguments 'my shop' -p:QuantumProfile=$profile
  grep -qi "analyzerconfig:.*/quantum-$profile.globalconfig" args || { cat args; fail "the compiler does not get the profile $profile"; }
done
counts 1 'additionalfile:.*appsettings.json' args
sed -i 's|</ItemGroup>|<AdditionalFiles Include="$(MSBuildProjectDirectory)/appsettings.json" /></ItemGroup>|' 'my shop/my shop.csproj'
arguments 'my shop'
counts 1 'additionalfile:.*appsettings.json' args
if grep -q 'analyzerconfig:.*/quantum-' args; then fail 'there is a profile that nobody chose'; fi
builds 'my shop' --no-restore -p:QuantumProfile=general
counts 1 '"value": "general"' "$BOM"
STAMP=$(stat -c %y "$SARIF")
builds 'my shop' --no-restore -p:QuantumProfile=federal
counts 1 '"value": "federal"' "$BOM"
[ "$(stat -c %y "$SARIF")" != "$STAMP" ] || fail 'another profile did not make the analyzers run'
if build 'my shop' --no-restore -p:QuantumProfile=nsa; then fail 'an unknown profile was taken'; fi
said "error QA4005: QuantumProfile is 'nsa'"

echo "== for two frameworks, an inventory each"
project several '<TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><LangVersion>12</LangVersion>' ''
sed -i 's/2048//' several/Legacy.cs
builds several
counts 1 '"value": "net10.0"' several/obj/Release/net10.0/cbom.cdx.json
counts 1 '"value": "netstandard2.0"' several/obj/Release/netstandard2.0/cbom.cdx.json

echo "== sources beside the project, wherever it lies"
mkdir one two
for place in one two; do
  (cd $place && project linked '' '<Compile Include="../shared/Shared.cs" />' && mkdir shared \
    && echo 'public static class Shared { public static object Key() => System.Security.Cryptography.RSA.Create(); }' >shared/Shared.cs)
  builds $place/linked -p:ContinuousIntegrationBuild=true
done
counts 1 '"location": "../shared/Shared.cs"' one/linked/obj/Release/net10.0/cbom.cdx.json
cmp one/linked/obj/Release/net10.0/cbom.cdx.json two/linked/obj/Release/net10.0/cbom.cdx.json

echo "== both packages at once"
project both '' '<PackageReference Include="QuantumAttributes" Version="0.1.0-*" />'
builds both
counts 2 '"location": "Legacy.cs"' both/obj/Release/net10.0/cbom.cdx.json
arguments both -p:QuantumProfile=federal
counts 1 'additionalfile:.*appsettings.json' args
counts 1 'analyzerconfig:.*/quantum-federal.globalconfig' args
echo "inventory.sh: all as it should be"
