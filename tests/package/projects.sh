#!/usr/bin/env bash
# What the packages do in projects of every kind, each outside the tree and with nothing but the packages.
#   usage: projects.sh PACKAGES
# PACKAGES: the directory of the packed packages. NUGET_PACKAGES says where they are unpacked.
set -euo pipefail
. "$(dirname "$0")/workspace.sh"

# project DIRECTORY SDK PROPERTIES ITEMS
project() {
  mkdir -p "$1"
  cat >"$1/$(basename "$1").csproj" <<EOF
<Project Sdk="$2">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>$3</PropertyGroup>
  <ItemGroup>$4</ItemGroup>
</Project>
EOF
}
package() { echo "<PackageReference Include=\"$1\" Version=\"0.1.0-*\" $2/>"; }

# build PROJECT OPTION...: quiet, its output in log.
build() { dotnet build "$@" -c Release --nologo -v quiet -clp:NoSummary >"$WORK/log" 2>&1; }
builds() { build "$@" || { cat "$WORK/log"; fail "$1 does not build"; }; }

# reports COUNT TEXT: the last build said it in so many places. What one place says, MSBuild prints again at the end.
reports() {
  local count
  count=$(grep -o "[^ ]*([0-9,]*): [a-z]* $2" "$WORK/log" | sort -u | wc -l)
  [ "$count" -eq "$1" ] || { cat "$WORK/log"; fail "$2 was reported in $count places instead of $1"; }
}

echo "== reached through a library, both with names that are no identifiers, in C# 12"
project library Microsoft.NET.Sdk '<RootNamespace>My-Odd.1Library</RootNamespace><AssemblyName>my-odd.1library</AssemblyName><ImplicitUsings>disable</ImplicitUsings><LangVersion>12</LangVersion>' \
  "$(package QuantumAttributes '')"
cat >library/Clerk.cs <<'EOF'
using System.Threading;
using System.Threading.Tasks;
using QuantumAttributes;

namespace Office
{
    public sealed record Letter(string Text);

    public static partial class Desk
    {
        [QuantumAgent("clerk")]
        internal sealed partial class Clerk
        {
            [QuantumCapability("letter.stamp")]
            internal ValueTask<Letter> StampAsync(Letter letter, CancellationToken cancellationToken) => new(letter with { Text = letter.Text + "!" });
        }
    }
}
EOF
project app Microsoft.NET.Sdk.Web '<RootNamespace>2 odd-App.x</RootNamespace><AssemblyName>2nd-app.x</AssemblyName><ImplicitUsings>disable</ImplicitUsings><LangVersion>12</LangVersion><InterceptorsNamespaces>Mine.Own</InterceptorsNamespaces>' \
  '<ProjectReference Include="../library/library.csproj" />'
cat >app/Program.cs <<'EOF'
using System;
using System.Linq;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Office;
using QuantumAttributes;
using QuantumAttributes.Agents;
using QuantumAttributes.Channels.Identities;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddQuantumAttributes(quantum =>
{
    quantum.Identities.AddStore(new MemoryIdentityStore());
    quantum.AddProfile("payments", profile => profile.RequireCategory(3));
});
await using var app = builder.Build();
app.MapPost("/letters", [QuantumAuth("payments"), QuantumChannel] (Letter letter) => letter);
app.MapQuantumAttributes();
await app.StartAsync();
var stamped = await app.Services.GetRequiredService<IQuantumOrchestrator>().InvokeAsync<Letter, Letter>("letter.stamp", new Letter("hello"));
var manifest = QuantumManifest.Of(Assembly.GetExecutingAssembly())!;
var endpoint = manifest.Entries.Single(entry => entry.Kind == "endpoint");
Console.WriteLine($"{stamped.Text} {endpoint.Route} {endpoint.Auth[0]} {endpoint.Channel} {endpoint.File}:{endpoint.Line}");
EOF
builds app
[ "$(dotnet run --project app -c Release --no-build | tail -n 1)" = 'hello! /letters payments True Program.cs:21' ] || fail 'the app does not run as it should'

echo "== the manifest, and a build that holds it against an earlier one"
MANIFEST=app/obj/Release/net10.0/quantum-manifest.json
grep -q '"route": "/letters"' $MANIFEST || fail 'there is no manifest'
[ -e library/obj/Release/net10.0/quantum-manifest.json ] || fail 'the library has no manifest'
cp $MANIFEST app/baseline.json
builds app -p:QuantumManifestBaseline=baseline.json
sed -i 's/\[QuantumAuth("payments"), QuantumChannel\]/[QuantumChannel]/' app/Program.cs
if build app -p:QuantumManifestBaseline=baseline.json; then fail 'a lost attribute was not noticed'; fi
reports 1 'QA4001: The endpoint POST /letters lost \[QuantumAuth("payments")\]'
if build app -p:QuantumManifestBaseline=nothing.json; then fail 'a missing baseline was not noticed'; fi
grep -q 'QA4002' log || fail 'a missing baseline was not said'

echo "== a design-time build has the generator and keeps the namespaces of others"
rm -rf app/obj/Release
dotnet msbuild app -t:Compile -p:Configuration=Release -p:DesignTimeBuild=true -p:SkipCompilerExecution=true -p:ProvideCommandLineArgs=true \
  -getItem:CscCommandLineArgs >args || { cat args; fail 'the design-time build fails'; }
grep -q 'build_property.DesignTimeBuild = true' app/obj/Release/net10.0/*.GeneratedMSBuildEditorConfig.editorconfig || fail 'the generator is not told that somebody types'
for wanted in QuantumAttributes.Generators.dll QuantumAttributes.Analyzers.dll QuantumAttributes.CodeFixes.dll 'InterceptorsNamespaces=.*Mine.Own.*QuantumAttributes.Generated'; do
  grep -q "$wanted" args || { cat args; fail "the command line lacks $wanted"; }
done

echo "== an older compiler is refused"
if build app --no-restore -p:CompilerApiVersion=roslyn4.14; then fail 'an older compiler was taken'; fi
grep -q 'error QA4000: QuantumAttributes needs the C# compiler 5.0' log || { cat log; fail 'QA4000 was not said'; }
if grep 'error' log | grep -qv QA4000; then cat log; fail 'something else was said'; fi

echo "== what the packages say that they need"
nuspec() { cat "$NUGET_PACKAGES/$1"/*/"$1.nuspec"; }
[ "$(nuspec quantumattributes | grep -o '<dependency id="[^"]*"')" = '<dependency id="QuantumAttributes.AspNetCore"' ] || fail 'QuantumAttributes needs something else than QuantumAttributes.AspNetCore'

echo "== the analyzers alone, and beside the rest: each finding once"
project legacy Microsoft.NET.Sdk '' "$(package QuantumAttributes.Analyzers 'PrivateAssets="all" ')"
echo 'public static class Legacy { public static object Key() => System.Security.Cryptography.RSA.Create(2048); }' >legacy/Legacy.cs
project user Microsoft.NET.Sdk '' '<ProjectReference Include="../legacy/legacy.csproj" />'
echo 'public static class User { public static object Key() => System.Security.Cryptography.RSA.Create(2048); }' >user/User.cs
builds user
if nuspec quantumattributes.analyzers | grep '<dependency '; then fail 'the analyzers need something'; fi
reports 1 QA1001
grep -q 'Legacy.cs.*QA1001' log || fail 'the analyzers report in the wrong project'
project both Microsoft.NET.Sdk.Web '<OutputType>Library</OutputType>' "$(package QuantumAttributes '')$(package QuantumAttributes.Analyzers 'PrivateAssets="all" ')"
cp legacy/Legacy.cs both
builds both
reports 1 QA1001

echo "== for several frameworks, in C# 13"
project several Microsoft.NET.Sdk '<TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><ImplicitUsings>disable</ImplicitUsings><LangVersion>13</LangVersion>' \
  "$(package QuantumAttributes "Condition=\"'\$(TargetFramework)' == 'net10.0'\" ")"
cat >several/Guarded.cs <<'EOF'
namespace Several
{
#if NET
    [QuantumAttributes.QuantumAuth]
#endif
    public class Guarded<T>
    {
        public class Inner { }
    }
}
EOF
builds several
grep -q '"name": "Several.Guarded<T>"' several/obj/Release/net10.0/quantum-manifest.json || fail 'there is no manifest for net10.0'
[ ! -e several/obj/Release/netstandard2.0/quantum-manifest.json ] || fail 'there is a manifest for netstandard2.0'
echo "projects.sh: all as it should be"
