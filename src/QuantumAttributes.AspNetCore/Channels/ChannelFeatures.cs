using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// Takes from a channel request every way of the server around the channel: upgrades and trailers would travel in the clear, and an
/// outsider could ask for them or write them.
/// </summary>
internal static class ChannelFeatures
{
    /// <summary>Leaves the application the opened body, or none, and no connection underneath it.</summary>
    public static void Confine(HttpContext context, ChannelRequestBody? body)
    {
        IFeatureCollection features = context.Features;
        features.Set<IHttpUpgradeFeature>(null);
        features.Set<IHttpExtendedConnectFeature>(null);
        features.Set<IHttpRequestTrailersFeature>(null);
        features.Set<IHttpResponseTrailersFeature>(null);
        features.Set<IHttpRequestBodyDetectionFeature>(body is null ? BodyDetection.WithoutBody : BodyDetection.WithBody);
        if (body is not null)
            features.Set<IHttpMaxRequestBodySizeFeature>(body);
        context.Request.Body = body is null ? Stream.Null : body;
    }

    private sealed class BodyDetection(bool canHaveBody) : IHttpRequestBodyDetectionFeature
    {
        public static readonly BodyDetection WithBody = new(canHaveBody: true);
        public static readonly BodyDetection WithoutBody = new(canHaveBody: false);

        public bool CanHaveBody => canHaveBody;
    }
}
