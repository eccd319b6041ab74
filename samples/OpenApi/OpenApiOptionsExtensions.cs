using Microsoft.AspNetCore.OpenApi;

namespace OpenApiSample;

/// <summary>Registers the transformer.</summary>
public static class OpenApiOptionsExtensions
{
    /// <summary>Lets the document say what its operations demand.</summary>
    public static OpenApiOptions AddQuantumSecurity(this OpenApiOptions options) => options
        .AddDocumentTransformer<QuantumSecurityTransformer>()
        .AddOperationTransformer<QuantumSecurityTransformer>();
}
