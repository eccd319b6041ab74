using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuantumAttributes.Agents;
using QuantumAttributes.AspNetCore.Status;

namespace QuantumAttributes.AspNetCore;

/// <summary>Routes to capabilities, as generated modules map them.</summary>
public static class QuantumCapabilityEndpoints
{
    /// <summary>
    /// Maps an HTTP POST route to a capability: the request as JSON in, the answer as JSON out. It demands <c>[QuantumAuth]</c> with the
    /// default profile, whatever else is added to it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has no JSON type information for the request or the answer.</exception>
    public static IEndpointConventionBuilder MapQuantumCapability<TRequest, TResponse>(
        IEndpointRouteBuilder endpoints, string route, string capability)
    {
        JsonSerializerOptions json = endpoints.ServiceProvider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        JsonTypeInfo<TRequest> requestType = TypeInfo<TRequest>(json, capability);
        JsonTypeInfo<TResponse> responseType = TypeInfo<TResponse>(json, capability);
        return endpoints
            .MapPost(route, context => InvokeAsync(context, capability, requestType, responseType))
            .WithDisplayName($"capability {capability}")
            .RequireQuantumAuth();
    }

    private static async Task InvokeAsync<TRequest, TResponse>(
        HttpContext context, string capability, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType)
    {
        if (!context.Request.HasJsonContentType() || !IsUtf8(context.Request))
        {
            await QuantumProblem.JsonMediaType.WriteAsync(context);
            return;
        }

        TRequest? request;
        try
        {
            // Not ReadFromJsonAsync, which looks at the charset again and fails where it is quoted.
            request = await JsonSerializer.DeserializeAsync(context.Request.Body, requestType, context.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await QuantumProblem.ContentTooLarge.WriteAsync(context);
            return;
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            await QuantumProblem.Json.WriteAsync(context);
            return;
        }

        if (request is null)
        {
            await QuantumProblem.Json.WriteAsync(context);
            return;
        }

        var orchestrator = context.RequestServices.GetRequiredService<IQuantumOrchestrator>();
        TResponse response = await orchestrator.InvokeAsync<TRequest, TResponse>(capability, request, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(response, responseType, cancellationToken: context.RequestAborted);
    }

    // RFC 8259 §8.1. ASP.NET Core would try others, and fail with 500 where it does not know them.
    private static bool IsUtf8(HttpRequest request) =>
        request.GetTypedHeaders().ContentType?.Charset.Value is not { Length: > 0 } charset
        || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions json, string capability) =>
        json.TryGetTypeInfo(typeof(T), out JsonTypeInfo? info)
            ? (JsonTypeInfo<T>)info
            : throw new InvalidOperationException(
                $"The route of capability '{capability}' needs JSON type information for {typeof(T)}: add it to a JsonSerializerContext, "
                    + "and that to the options with ConfigureHttpJsonOptions.");
}
