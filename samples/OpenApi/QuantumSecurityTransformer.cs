using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using QuantumAttributes;

namespace OpenApiSample;

/// <summary>
/// Says in an OpenAPI document which operations demand a sign-in, as the security scheme <c>Quantum</c>, and which a channel, for which
/// OpenAPI has no word, as the extension <c>x-quantum-channel</c>. Copy it into your application.
/// </summary>
public sealed class QuantumSecurityTransformer : IOpenApiDocumentTransformer, IOpenApiOperationTransformer
{
    /// <summary>The name of the security scheme.</summary>
    public const string SchemeId = "Quantum";

    /// <summary>The name of the extension.</summary>
    public const string ChannelExtension = "x-quantum-channel";

    /// <summary>Adds the scheme, and where channels are opened.</summary>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent<IOpenApiSecurityScheme>(SchemeId, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "Quantum",
            Description = "A post-quantum sign-in: the handshake of a quantum channel or of a session, or HTTP message signatures (RFC 9421) with ML-DSA. "
                + "The challenge of a 401 names the algorithms and mechanisms that the operation takes.",
        });
        document.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        document.Extensions[ChannelExtension] = new JsonNodeExtension(new JsonObject { ["discovery"] = "/.well-known/quantum" });
        return Task.CompletedTask;
    }

    /// <summary>Adds what an operation demands, and how it refuses.</summary>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IQuantumAuthMetadata>().Any())
        {
            operation.Security ??= [];
            operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeId, context.Document)] = [] });
            Refuses(operation, "401", "Not signed in, or not as this operation demands; the header WWW-Authenticate says how.");
            Refuses(operation, "403", "Signed in, but not allowed.");
        }

        if (metadata.OfType<IQuantumChannelMetadata>().Any())
        {
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
            operation.Extensions[ChannelExtension] = new JsonNodeExtension(JsonValue.Create(true));
            Refuses(operation, "426", "Outside a quantum channel.");
        }

        return Task.CompletedTask;
    }

    private static void Refuses(OpenApiOperation operation, string status, string description)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() },
        });
    }
}
