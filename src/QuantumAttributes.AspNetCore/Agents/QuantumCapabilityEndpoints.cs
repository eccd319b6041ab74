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
        JsonSerializerOptions json = JsonOf(endpoints);
        return Map(
            endpoints, route, capability, TypeInfo<TRequest>(json, capability), TypeInfo<TResponse>(json, capability),
            (agents, request, cancellation) => agents.InvokeAsync<TRequest, TResponse>(capability, request, cancellation));
    }

    /// <summary>
    /// Maps an HTTP POST route to a capability that answers with a stream: an array in JSON, whose items go out as the agent gives them. An
    /// agent that fails amid them breaks the answer off. In all else it is <see cref="MapQuantumCapability{TRequest, TResponse}"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has no JSON type information for the request or the items.</exception>
    public static IEndpointConventionBuilder MapQuantumCapabilityStream<TRequest, TItem>(
        IEndpointRouteBuilder endpoints, string route, string capability)
    {
        JsonSerializerOptions json = JsonOf(endpoints);
        JsonTypeInfo<IAsyncEnumerable<TItem>> items = JsonMetadataServices.CreateIAsyncEnumerableInfo<IAsyncEnumerable<TItem>, TItem>(
            json, new JsonCollectionInfoValues<IAsyncEnumerable<TItem>> { ElementInfo = TypeInfo<TItem>(json, capability) });
        return Map(
            endpoints, route, capability, TypeInfo<TRequest>(json, capability), items,
            (agents, request, cancellation) => ValueTask.FromResult(agents.StreamAsync<TRequest, TItem>(capability, request, cancellation)));
    }

    private static IEndpointConventionBuilder Map<TRequest, TResponse>(
        IEndpointRouteBuilder endpoints, string route, string capability, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType,
        Func<IQuantumOrchestrator, TRequest, CancellationToken, ValueTask<TResponse>> invoke) => endpoints
        .MapPost(route, context => InvokeAsync(context, requestType, responseType, invoke))
        .WithDisplayName($"capability {capability}")
        .RequireQuantumAuth();

    private static async Task InvokeAsync<TRequest, TResponse>(
        HttpContext context, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType,
        Func<IQuantumOrchestrator, TRequest, CancellationToken, ValueTask<TResponse>> invoke)
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
        TResponse response = await invoke(orchestrator, request, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(response, responseType, cancellationToken: context.RequestAborted);
    }

    private static JsonSerializerOptions JsonOf(IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

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
