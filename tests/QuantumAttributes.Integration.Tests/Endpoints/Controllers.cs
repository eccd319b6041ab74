using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;

namespace QuantumAttributes.Integration.Tests.Endpoints;

[QuantumChannel]
[Route("vault")]
[SuppressMessage("Performance", "CA1822", Justification = "Actions are instance methods.")]
public class VaultController : ControllerBase
{
    [HttpGet("by-class")]
    public string ByClass() => "inside";
}

[Route("mixed")]
[SuppressMessage("Performance", "CA1822", Justification = "Actions are instance methods.")]
public class MixedController : ControllerBase
{
    [QuantumChannel]
    [HttpGet("by-action")]
    public string ByAction() => "inside";

    [HttpGet("open")]
    public string Open() => "outside";
}

/// <summary>Without routes of its own: only a dynamic route leads here.</summary>
[QuantumChannel]
[SuppressMessage("Performance", "CA1822", Justification = "Actions are instance methods.")]
public class HiddenController : ControllerBase
{
    public string Vault() => "inside";
}

public class VaultTransformer : DynamicRouteValueTransformer
{
    public override ValueTask<RouteValueDictionary> TransformAsync(HttpContext httpContext, RouteValueDictionary values) =>
        ValueTask.FromResult(new RouteValueDictionary { ["controller"] = "Hidden", ["action"] = "Vault" });
}
