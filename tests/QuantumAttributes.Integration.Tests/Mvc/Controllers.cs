using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace QuantumAttributes.Integration.Tests.Mvc;

// Internal, so that only the applications that ask for them have them: they need profiles.

[QuantumAuth]
[Route("books")]
[SuppressMessage("Performance", "CA1822", Justification = "Actions are instance methods.")]
internal class BooksController : ControllerBase
{
    [HttpGet("by-class")]
    public string ByClass() => $"{User.Identity!.Name}'s books";

    [QuantumAuth("teller")]
    [HttpGet("by-both")]
    public string ByBoth() => $"{User.Identity!.Name}'s accounts";

    [QuantumChannel]
    [HttpGet("by-class-in-channel")]
    public string InChannel() => $"{User.Identity!.Name}'s secrets";
}

[Route("shelf")]
[SuppressMessage("Performance", "CA1822", Justification = "Actions are instance methods.")]
internal sealed class ShelfController : ControllerBase
{
    [QuantumAuth]
    [HttpGet("by-action")]
    public string ByAction() => $"{User.Identity!.Name}'s shelf";

    [HttpGet("open")]
    public string Open() => "anybody's shelf";
}

/// <summary>Inherits what its base demands.</summary>
[Route("heir")]
internal sealed class HeirController : BooksController;

internal sealed class OurControllers : ControllerFeatureProvider
{
    protected override bool IsController(TypeInfo typeInfo) =>
        typeInfo.Namespace == typeof(OurControllers).Namespace && typeInfo.IsAssignableTo(typeof(ControllerBase));
}
