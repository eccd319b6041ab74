using Microsoft.AspNetCore.Routing;

namespace QuantumAttributes.AspNetCore;

/// <summary>The routes that an assembly brings: its module implements this too where ASP.NET Core is referenced.</summary>
public interface IQuantumEndpointModule
{
    /// <summary>Maps the assembly's routes.</summary>
    void MapEndpoints(IEndpointRouteBuilder endpoints);
}
